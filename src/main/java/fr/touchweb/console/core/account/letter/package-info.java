/**
 * Texts that people send to the client or to the house: requests with their exact scope, and ideas. Always in French, since
 * those who read them are (G15, G24, G26, G36, G92).
 */
@NullMarked
package fr.touchweb.console.core.account.letter;

import org.jspecify.annotations.NullMarked;
