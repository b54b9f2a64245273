/** What the page opens last. Its script is fetched beside the first part's, which is painted meanwhile. */
import '../charts/charts.js';
import '../explosion/explosion.js';
import '../picker/picker.js';
import '../results/confusion.js';
import '../results/mistakes.js';
import '../twin/beside.js';
