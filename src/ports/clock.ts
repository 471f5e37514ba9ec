/** The time now, ms UTC. */
export type Clock = () => number;
