/**
 * The lock of the window: hides everything and gives it back for the vault's password and a code.
 */
@NullMarked
package fr.touchweb.console.desktop.lock;

import org.jspecify.annotations.NullMarked;
