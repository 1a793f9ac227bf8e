/**
 * Who the person is and what they may do, decided in one place; secrets, kept in memory only.
 */
@NullMarked
package fr.touchweb.console.core.account;

import org.jspecify.annotations.NullMarked;
