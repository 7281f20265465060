/** The playground: an editor with the compiler in the page, and a button that runs the program. */
import { scalar } from "conformable";

console.log(scalar(1).toString());
