/** Installs the Python packages that `npm run test:interop` needs, if they aren't there. CI does so while it runs other tests. */
import { addJax, makeEnvironment } from "./python.js";

makeEnvironment();
addJax();
