import { servePack } from "../../engine/server";
import { residency } from "./pack";

servePack(residency);
