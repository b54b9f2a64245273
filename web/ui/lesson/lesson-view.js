/** What shows lessons. Its script is fetched when the first is wanted. */
import '../words/lessons.js';
import './list.js';
import './panel.js';
import './lesson.css';
import './sketch.css';
import './strip.css';
import './list.css';
