/**
 * The console's own files: folders, atomic writes, strict JSON documents.
 */
@NullMarked
package fr.touchweb.console.core.store;

import org.jspecify.annotations.NullMarked;
