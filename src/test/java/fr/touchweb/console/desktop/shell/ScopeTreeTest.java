package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTreeTest {
    private static ScopeItem item(String client, String server, String site) {
        return new ScopeItem(new ScopePath(client, server, site), client + "/" + server + "/" + site, "", false);
    }

    @Test
    void serversStandBelowTheirClientAndSitesBelowTheirServer() {
        List<ScopeItem> flat = List.of(item("acme", null, null), item("bora", null, null), item("bora", "b1", null),
                item("acme", "a1", null), item(null, "manager", null), item("bora", "b1", "shop"),
                item("acme", "a1", "www"), item("acme", "gone", "lost"));
        assertEquals(List.of("acme/null/null", "acme/a1/null", "acme/a1/www", "bora/null/null", "bora/b1/null",
                "bora/b1/shop", "null/manager/null", "acme/gone/lost"),
                ScopePane.asTree(flat).stream().map(ScopeItem::name).toList());
    }
}
