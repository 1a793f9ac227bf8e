/**
 * One HTTP/1.1 request with all of its phases, from this machine or from a server by curl.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.probe;

import org.jspecify.annotations.NullMarked;
