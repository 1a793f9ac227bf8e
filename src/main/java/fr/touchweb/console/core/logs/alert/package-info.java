/** Local alerts on what is being followed: a rate, a pattern, a silence. */
@NullMarked
package fr.touchweb.console.core.logs.alert;

import org.jspecify.annotations.NullMarked;
