/**
 * The frame around the pages and what it offers to them: commands, scope, notices, dialogs, words.
 */
@NullMarked
package fr.touchweb.console.desktop.shell;

import org.jspecify.annotations.NullMarked;
