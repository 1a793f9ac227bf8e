package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the configuration of a server's own programs says of a range.
 *
 * @param mentions places that name it
 * @param silent why a program's configuration could not be read, by its id
 */
public record MentionReport(List<Mention> mentions, Map<String, Message> silent) {

    public MentionReport {
        mentions = List.copyOf(mentions);
        silent = Map.copyOf(silent);
    }

    /** Reads the configuration of every program that is there. @param roots folders of the server's sites */
    public static MentionReport of(RemoteHost host, Cidr range, List<String> roots, Clock clock)
            throws RemoteException, InterruptedException {
        Capabilities there = host.capabilities();
        List<MentionSource> sources = new ArrayList<>();
        if (there.has("nginx")) {
            sources.add(new NginxMentions(List.of("nginx")));
        }
        for (String control : List.of("apache2ctl", "httpd")) {
            if (there.has(control) && sources.stream().noneMatch(source -> source.id().equals("apache"))) {
                sources.add(new ApacheMentions(List.of(control), roots));
            }
        }
        if (there.has("cscli")) {
            sources.add(new CrowdsecMentions(List.of("cscli"), clock));
        }
        return of(host, range, sources);
    }

    static MentionReport of(RemoteHost host, Cidr range, List<MentionSource> sources)
            throws RemoteException, InterruptedException {
        List<Mention> mentions = new ArrayList<>();
        Map<String, Message> silent = new LinkedHashMap<>();
        for (MentionSource source : sources) {
            try {
                mentions.addAll(source.of(host, range));
            } catch (RemoteException e) {
                if (e.kind() != Kind.PERMISSION && e.kind() != Kind.PROTOCOL && e.kind() != Kind.UNSUPPORTED) {
                    throw e;
                }
                silent.put(source.id(), e.text());
            }
        }
        return new MentionReport(mentions, silent);
    }
}
