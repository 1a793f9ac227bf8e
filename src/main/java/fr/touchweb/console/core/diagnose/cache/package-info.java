/**
 * Why a file is stale: browser, CDN, server cache or the file itself.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.cache;

import org.jspecify.annotations.NullMarked;
