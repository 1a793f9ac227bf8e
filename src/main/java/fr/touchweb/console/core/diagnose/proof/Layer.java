package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.probe.Probe;

/**
 * One layer of a server asked by itself (reference C.2, bisection).
 *
 * @param origin what listens there
 * @param address address and port on the server
 * @param probe what it answered
 * @param same whether that is the redirect in question
 */
public record Layer(Origin origin, String address, Probe probe, boolean same) {}
