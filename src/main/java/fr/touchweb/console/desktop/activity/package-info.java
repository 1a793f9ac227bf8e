/**
 * Page Activité: what the console does and did, so that a person can read it and run it again by hand.
 */
@NullMarked
package fr.touchweb.console.desktop.activity;

import org.jspecify.annotations.NullMarked;
