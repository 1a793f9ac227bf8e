/**
 * Page of the person: who I am here, what I may do until when, where secrets are.
 */
@NullMarked
package fr.touchweb.console.desktop.account;

import org.jspecify.annotations.NullMarked;
