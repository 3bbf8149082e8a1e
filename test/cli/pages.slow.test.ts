// README's commands run as they stand there. Those of the tutorial and of `--help` are in pages.long.ts.

import {commands, runAsWritten} from "./pages.ts"

runAsWritten([["README.md", commands("README.md")]])
