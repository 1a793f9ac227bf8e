package fr.touchweb.console.lab.web;

import org.jspecify.annotations.Nullable;

/**
 * A redirect that a configuration of the shop holds: answers are made by it, and it is written into the file where it
 * would stand, so that reading the file and asking the shop tell the same.
 *
 * @param place file
 * @param path of the address
 * @param target where it leads
 * @param status 301 or 302
 */
record Rule(Place place, String path, String target, int status) {

    enum Place {
        PROXY, VHOST, HTACCESS
    }

    /** Where a path leads, null when the rule does not meet it. A path that ends in {@code /*} stands for all below. */
    @Nullable
    String leads(String asked) {
        if (!path.endsWith("/*")) {
            return asked.equals(path) ? target : null;
        }
        String folder = path.substring(0, path.length() - 1);
        return asked.startsWith(folder) ? target + asked.substring(folder.length()) : null;
    }
}
