/**
 * Signatures: what the head and the body of an answer tell of its producer.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.sign;

import org.jspecify.annotations.NullMarked;
