import { servePack } from "../../engine/server";
import { baseline } from "./pack";

servePack(baseline);
