package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.logs.RowBlocks.Block;
import fr.touchweb.console.desktop.logs.RowText.Piece;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.RowBar;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The lines: as many row nodes as fit on the screen, filled from the timeline, and a scroll bar in lines. A list control
 * would slow down with the number of rows (reference javafx-codebases 6.2); this one does not know it. What it reads
 * stands in mapped files of ours, so drawing a screen waits for nothing.
 */
final class LogRows extends Region {
    private static final double ROW_AT_DEFAULT = 20;
    private static final int BYTES = 16 << 10;

    private final LineList list;
    private final LogsModel model;
    private final Words words;
    private final List<LogRow> pool = new ArrayList<>();
    private final RowHits hits;
    private final RowBar bar;
    private final BlockWords said;
    /** Numbers in the timeline of what is shown, -1 for nothing: rows move while lines are put in above them. */
    private long[] shown = {};
    private List<Double> laid = List.of();
    private final Map<Integer, LineParser> parsers = new HashMap<>();
    private final Map<SourceKey, String> names = new HashMap<>();
    private double rowHeight = ROW_AT_DEFAULT;
    private double character = 7.2;

    /** @param list what is shown, of the model's timeline */
    LogRows(LineList list, LogsModel model, Words words) {
        this.list = list;
        this.model = model;
        this.words = words;
        hits = new RowHits(model);
        said = new BlockWords(list, model.session());
        bar = new RowBar(list::scrollTo);
        getStyleClass().add("log-rows");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(words.get("logs.view"));
        getChildren().add(bar);
        Widgets.clip(this);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Sizes of the person's font. */
    void metrics(double row, double characterWidth) {
        rowHeight = row;
        character = characterWidth;
        pool.forEach(r -> r.character(characterWidth));
        requestLayout();
    }

    /** Parsers know the zone of their source; they are made anew when that may have changed. */
    void forgetParsers() {
        parsers.clear();
        said.forget();
    }

    private void scrolled(ScrollEvent event) {
        list.scrollTo(list.blocks().moved(list.top(), RowBar.rows(event)));
        event.consume();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        if (event.getX() < bar.getLayoutX()) {
            int index = (int) (event.getY() / rowHeight);
            LogRow row = node(index);
            if (row == null || index >= shown.length || shown[index] < 0) {
                return;
            }
            long at = list.rowOf(shown[index]);
            list.select(at);
            if (row.offers(event.getX()) && !turn(at, list.blocks().at(at).isOne())) {
                model.moments().readGap();
            }
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isShiftDown() || event.isAltDown()) {
            return;
        }
        long at = list.selectedRow();
        long from = at < 0 ? list.top() : at;
        switch (event.getCode()) {
            case UP, K -> list.select(Math.max(0, list.blocks().moved(from, -1)));
            case DOWN, J -> list.select(
                    at < 0 ? from : Math.min(list.blocks().moved(list.rows(), -1), list.blocks().moved(from, 1)));
            case PAGE_UP -> list.scrollTo(list.blocks().moved(list.top(), -list.visibleRows()));
            case PAGE_DOWN -> list.scrollTo(list.blocks().moved(list.top(), list.visibleRows()));
            case HOME -> list.scrollTo(0);
            case ESCAPE -> list.deselect();
            case LEFT -> turn(from, true);
            case RIGHT -> turn(from, false);
            case ENTER -> {
                if (!model.moments().readGap() && !turn(from, list.blocks().at(from).isOne())) {
                    return;
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Folds a block, or shows its rows, as many of them as there is room for. */
    private boolean turn(long row, boolean folded) {
        RowBlocks blocks = list.blocks();
        boolean turned = blocks.fold(row, folded);
        if (turned && !folded) {
            Block whole = blocks.whole(row);
            if (whole.last() >= blocks.moved(list.top(), list.visibleRows())) {
                list.scrollTo(Math.min(whole.first(), blocks.moved(whole.last() + 1, -list.visibleRows())));
            }
        }
        return turned;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double barWidth = bar.prefWidth(-1);
        bar.resizeRelocate(width - barWidth, 0, barWidth, height);
        int fitting = (int) Math.ceil(height / rowHeight);
        while (pool.size() < fitting) {
            LogRow row = new LogRow();
            row.character(character);
            pool.add(row);
            getChildren().add(getChildren().size() - 1, row);
        }
        for (int i = 0; i < pool.size(); i++) {
            LogRow row = pool.get(i);
            row.setVisible(i < fitting);
            row.resizeRelocate(0, i * rowHeight, width - barWidth, rowHeight);
        }
        int whole = Math.max(1, (int) (height / rowHeight));
        if (whole != list.visibleRows()) {
            list.visibleRows(whole);
        }
        List<Double> now = List.of(width, height, rowHeight, character);
        if (!now.equals(laid)) {
            // Rows ask for layout whenever their text changes, and are filled by then.
            laid = now;
            fill();
        }
    }

    /**
     * Draws what the model says; once a pulse at most. The first line of a record stays at the top for as long as others of
     * it are below.
     */
    void fill() {
        long rows = list.rows();
        long top = list.top();
        long selected = list.selectedRow();
        hits.refresh();
        shown = new long[pool.size()];
        long next = top;
        long whole = top + list.visibleRows();
        for (int i = 0; i < pool.size(); i++) {
            LogRow node = pool.get(i);
            Block block = list.blocks().at(next);
            long first = i == 0 ? stuck(block) : block.first();
            StoredLine line = node.isVisible() ? list.row(first, BYTES) : null;
            shown[i] = line == null ? -1 : line.number();
            if (line == null) {
                node.clear();
            } else {
                show(node, line, first < block.first() ? Block.of(first) : block, first == selected
                        || first == block.first() && block.holds(selected));
                node.sticks(first < block.first());
            }
            next = block.last() + 1;
            if (i == list.visibleRows() - 1) {
                whole = Math.max(whole, next);
            }
        }
        bar.show(rows, top, whole - top);
    }

    /** Row of what stays at the top above a block: the line that a person keeps there, else the first one of its record. */
    private long stuck(Block block) {
        long pinned = list == model ? model.line().pinnedRow() : -1;
        if (pinned >= 0 && pinned < block.first()) {
            return pinned;
        }
        return block.isOne() ? list.blocks().whole(block.first()).first() : block.first();
    }

    private void show(LogRow node, StoredLine line, Block block, boolean selected) {
        switch (line.kind()) {
            case GAP, ROTATION -> {
                boolean missing = model.session().store().marker(line) instanceof LogEvent.Gap gap
                        && !gap.isHarmless();
                String offer = model.past().canRead(line) ? words.get("logs.gap.read") : unfolding(line, block);
                node.marker(words.get(said.marker(line, block)), missing, offer, selected);
                node.tip(block.isOne() ? "" : said.each(block, words));
            }
            case LINE -> {
                SourceKey source = model.session().source(line.source());
                ParsedLine parsed = parsers.computeIfAbsent(line.source(), n -> model.session().reader(n))
                        .parse(line.bytes(), 0, line.bytes().length);
                List<Piece> pieces = (block.isOne() ? Optional.<Message>empty() : said.heading(line))
                        .map(message -> RowText.heading(words.get(message), line.level()))
                        .orElseGet(() -> RowText.of(parsed, line.level(), line.continuation()));
                node.line(line.timed() ? words.formats().timeMillis(instant(line.time())) : "",
                        names.computeIfAbsent(source, LogRows::shortName),
                        SourceColours.of(line.source()), pieces, hits.of(pieces),
                        new LogRow.Standing(line.late(), list.isContext(line), model.marks().isMarked(line.number()),
                                !model.marks().note(line.number()).isEmpty(), selected),
                        unfolding(line, block));
                node.tip(line.late() ? words.get("logs.record.late") : "");
            }
        }
    }

    /** What a row offers that stands for others too, or is the first of those that it could stand for. */
    private String unfolding(StoredLine line, Block block) {
        if (!block.isOne()) {
            return line.kind() == StoredLine.Kind.LINE
                    ? block.more() == 0 ? "" : words.get("logs.fold.more", block.more())
                    : words.get("logs.fold.which");
        }
        Block whole = line.continuation() ? block : list.blocks().whole(block.first());
        return whole.more() == 0 || whole.first() != block.first() ? "" : words.get("logs.fold");
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** {@code web1 access} for {@code acme-web1:/var/log/apache2/access.log}. */
    static String shortName(SourceKey source) {
        String server = source.server();
        String file = source.fileName().replaceFirst("\\.log$", "");
        return server.substring(server.lastIndexOf('-') + 1) + " " + file;
    }

    /** The node of a row on the screen, for tests. */
    @Nullable
    LogRow node(int index) {
        return index < pool.size() ? pool.get(index) : null;
    }
}
