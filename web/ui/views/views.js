/** The views beside the stack of cards, in a script of their own. */
import '../twin/twins-view.js';
import './batch-view.js';
import './collapse.js';
import './compare.js';
import './dead.js';
import './outputs.js';
import './kinks.js';
import './regions.js';
import './gradients.css';
import './inquest.css';
import './gradients.js';
import './start.js';
import '../twin/twins-view.css';
import './views.css';
import './pictures.css';
import './outputs.css';
