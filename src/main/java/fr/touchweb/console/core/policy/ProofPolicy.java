package fr.touchweb.console.core.policy;

import java.util.List;

/**
 * Where a server is asked for proof of a redirect, and how far.
 *
 * @param haproxyFiles configuration files that may be there, absolute
 * @param apacheFiles the same of Apache; the first that is there counts
 * @param nginxFiles the same of nginx
 * @param configKilobytes a larger file is not read, and told
 * @param configFilesMost most files of one configuration
 * @param logMillis how long a request is waited for in the logs
 * @param logTailKilobytes most of a log that is read behind a request
 */
public record ProofPolicy(List<String> haproxyFiles, List<String> apacheFiles, List<String> nginxFiles,
        int configKilobytes, int configFilesMost, int logMillis, int logTailKilobytes) {
    public ProofPolicy {
        haproxyFiles = List.copyOf(haproxyFiles);
        apacheFiles = List.copyOf(apacheFiles);
        nginxFiles = List.copyOf(nginxFiles);
        for (List<String> files : List.of(haproxyFiles, apacheFiles, nginxFiles)) {
            Policy.require(files.stream().allMatch(file -> file.startsWith("/")), "paths are absolute");
        }
        Policy.require(configKilobytes > 0 && configFilesMost > 0 && logMillis > 0 && logTailKilobytes > 0,
                "limits > 0");
    }
}
