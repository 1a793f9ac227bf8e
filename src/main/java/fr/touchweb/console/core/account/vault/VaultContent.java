package fr.touchweb.console.core.account.vault;

import fr.touchweb.console.core.text.Message;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands inside the seal, as length-prefixed fields: no text format, whose parser would leave Strings of secrets
 * behind. Secrets are UTF-8.
 *
 * @param factor null for none
 */
record VaultContent(List<Entry> entries, @Nullable SecondFactor factor) {
    private static final int VERSION = 1;

    /** The array belongs to the entry. */
    record Entry(VaultItem item, byte[] secret) {}

    /** The caller wipes it. */
    byte[] write() {
        List<byte[]> fields = new ArrayList<>();
        for (Entry entry : entries) {
            VaultItem item = entry.item();
            fields.add(text(item.name()));
            fields.add(text(item.kind().name()));
            fields.add(text(item.user()));
            fields.add(text(item.note()));
            fields.add(text(String.valueOf(item.changed().toEpochMilli())));
            fields.add(entry.secret());
        }
        List<byte[]> second = factor == null ? List.of() : factor.fields();
        int size = 3 * Integer.BYTES;
        for (byte[] field : fields) {
            size += Integer.BYTES + field.length;
        }
        for (byte[] field : second) {
            size += Integer.BYTES + field.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(VERSION).putInt(entries.size());
        fields.forEach(field -> out.putInt(field.length).put(field));
        out.putInt(second.size());
        second.forEach(field -> out.putInt(field.length).put(field));
        return out.array();
    }

    static VaultContent read(byte[] bytes) throws VaultException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int version = in.getInt();
            if (version > VERSION) {
                throw new VaultException(VaultException.Reason.NEWER, Message.of("vault.newer"));
            }
            if (version < 1) {
                throw SealedFile.damaged();
            }
            int count = in.getInt();
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                VaultItem item = new VaultItem(text(in), VaultItem.Kind.valueOf(text(in)), text(in), text(in),
                        Instant.ofEpochMilli(Long.parseLong(text(in))));
                entries.add(new Entry(item, field(in)));
            }
            int second = in.getInt();
            List<byte[]> fields = new ArrayList<>();
            for (int i = 0; i < second; i++) {
                fields.add(field(in));
            }
            return new VaultContent(entries, second == 0 ? null : SecondFactor.of(fields));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // The seal was whole, so that this was written wrongly: told like a damaged file.
            throw SealedFile.damaged();
        }
    }

    private static byte[] field(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] field = new byte[length];
        in.get(field);
        return field;
    }

    private static String text(ByteBuffer in) {
        return new String(field(in), StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
