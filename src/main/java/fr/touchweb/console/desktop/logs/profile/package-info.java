/** The profiles that xdebug writes on preproductions (G32): which there are, where a request spent its time, and its cookie. */
@NullMarked
package fr.touchweb.console.desktop.logs.profile;

import org.jspecify.annotations.NullMarked;
