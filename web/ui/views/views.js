/** The views beside the stack of cards, in a script of their own. */
import './batch-view.js';
import './collapse.js';
import './compare.js';
import './dead.js';
import './start.js';
import './views.css';
import './pictures.css';
