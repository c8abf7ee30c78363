import { servePack } from "../../engine/server";
import { secondaryCloud } from "./pack";

servePack(secondaryCloud);
