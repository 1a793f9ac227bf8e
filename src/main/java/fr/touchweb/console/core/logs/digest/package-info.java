/**
 * Answers about many lines at once: top lists, percentiles, error rates, slow requests and slow statements. Everything
 * goes over parsed records once and keeps a bounded memory; what a bound costs in exactness is told.
 */
@NullMarked
package fr.touchweb.console.core.logs.digest;

import org.jspecify.annotations.NullMarked;
