/** The views beside the stack of cards, in a script of their own. */
import './views.css';
import './pictures.css';
import './pieces.css';
import './gradients.css';
import './inquest.css';
import './outputs.css';
import '../twin/twins-view.css';
import '../twin/twins-view.js';
import './batch-view.js';
import './collapse.js';
import './compare.js';
import './dead.js';
import './gradients.js';
import './kinks.js';
import './outputs.js';
import './regions.js';
import './start.js';
