import { servePack } from "../../engine/server";
import { hipaa } from "./pack";

servePack(hipaa);
