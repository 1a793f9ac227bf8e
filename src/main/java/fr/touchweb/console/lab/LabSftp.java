package fr.touchweb.console.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemConfigurator;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;

/**
 * MINA's SFTP server, with the one difference that a followed log needs: it answers FSTAT by the path that the handle was
 * opened with, so a rotated log would look unchanged; OpenSSH answers for the open file itself, and so does this one.
 */
final class LabSftp extends SftpSubsystem {
    private static final AttributeKey<Object> KEY = new AttributeKey<>();

    private LabSftp(ChannelSession channel, SftpSubsystemConfigurator configurator) {
        super(channel, configurator);
    }

    static SftpSubsystemFactory factory() {
        return new SftpSubsystemFactory() {
            @Override
            public Command createSubsystem(ChannelSession channel) {
                LabSftp subsystem = new LabSftp(channel, this);
                getRegisteredListeners().forEach(subsystem::addSftpEventListener);
                return subsystem;
            }
        };
    }

    @Override
    protected String doOpen(int id, String path, int pflags, int access, Map<String, Object> attributes)
            throws IOException {
        String name = super.doOpen(id, path, pflags, access, attributes);
        Handle handle = handles.get(name);
        Object key = handle == null ? null : key(handle.getFile());
        if (handle != null && key != null) {
            handle.setAttribute(KEY, key);
        }
        return name;
    }

    @Override
    protected Map<String, Object> doFStat(int id, String name, int flags) throws IOException {
        if (!(handles.get(name) instanceof FileHandle handle)) {
            return super.doFStat(id, name, flags);
        }
        Object key = handle.getAttribute(KEY);
        Path now = key == null ? handle.getFile() : find(handle.getFile(), key);
        Map<String, Object> facts = new TreeMap<>(now == null
                ? Map.of("isRegularFile", true, "permissions", SftpConstants.S_IFREG | 0640)
                : resolveFileAttributes(now, flags, true));
        facts.put("size", handle.getFileChannel().size());
        return facts;
    }

    /** Where the open file stands by now: under its name, beside it after a rename, or nowhere. */
    private static @Nullable Path find(Path opened, Object key) throws IOException {
        if (key.equals(key(opened))) {
            return opened;
        }
        Path folder = opened.toAbsolutePath().getParent();
        if (folder == null) {
            return null;
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder)) {
            for (Path sibling : siblings) {
                if (key.equals(key(sibling))) {
                    return sibling;
                }
            }
        }
        return null;
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
