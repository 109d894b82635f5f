package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.gateway.codec.Explained;
import dev.tidegate.gateway.codec.Explainer;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.ProfileReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains frames field by field, as {@code tidegate decode} does. A frame that was pasted is in memory while it is
 * explained, and nowhere else: not in a log, not in a file, not in an answer.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DecodeResource {
    /** More than any acquirer's frame. */
    static final int FRAME_BYTES_MAX = 32 * 1024;

    private static final int PROFILES_MAX = 1_000;

    private final java.nio.file.Path profiles;
    private final UnaryOperator<@Nullable String> environment;
    private final KeptFrames frames;

    /**
     * @param profiles the folder that has a folder for each
     * @param environment what profiles may name
     */
    public DecodeResource(java.nio.file.Path profiles, UnaryOperator<@Nullable String> environment, KeptFrames frames) {
        this.profiles = profiles;
        this.environment = environment;
        this.frames = frames;
    }

    /** What is asked for; a frame in hexadecimal digits where it is pasted. */
    static final class Ask {
        final String profile;
        final char[] frame;

        @JsonCreator
        Ask(@JsonProperty("profile") @Nullable String profile, @JsonProperty("frame") char @Nullable [] frame) {
            this.profile = profile == null ? "" : profile;
            this.frame = frame == null ? new char[0] : frame;
        }

        static Ask of(@Nullable Ask given) {
            return given == null ? new Ask(null, null) : given;
        }
    }

    record ProfileList(List<String> profiles) {}

    record FrameList(List<KeptFrames.Kept> frames) {}

    /** The names that may be chosen. */
    @GET
    @Path("/profiles")
    @Consumes(MediaType.WILDCARD)
    public ProfileList profiles() {
        try (Stream<java.nio.file.Path> folders = Files.list(profiles)) {
            return new ProfileList(folders.filter(folder -> Files.isRegularFile(folder.resolve("profile.yml")))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .limit(PROFILES_MAX)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of profiles cannot be read", e);
        }
    }

    /** Explains hexadecimal digits; blanks do not matter. */
    @POST
    @Path("/decode")
    public Explained decode(@Nullable Ask given) {
        Ask ask = Ask.of(given);
        byte[] frame = new byte[0];
        try {
            frame = bytes(ask.frame);
            return explained(ask.profile, frame);
        } finally {
            Arrays.fill(ask.frame, '\0');
            Arrays.fill(frame, (byte) 0);
        }
    }

    /** The frames that the links could not read. */
    @GET
    @Path("/frames")
    @Consumes(MediaType.WILDCARD)
    public FrameList frames() {
        return new FrameList(frames.kept());
    }

    /** Explains one of those; it is opened for that alone. */
    @POST
    @Path("/frames/{name}/decode")
    public Explained decodeKept(@PathParam("name") String name, @Nullable Ask ask) {
        if (frames.kept().stream().noneMatch(kept -> kept.name().equals(name))) {
            throw Problem.exception(404, "not_found", "No such frame.");
        }
        byte[] frame = frames.open(name);
        try {
            return explained(Ask.of(ask).profile, frame);
        } finally {
            Arrays.fill(frame, (byte) 0);
        }
    }

    private Explained explained(String profile, byte[] frame) {
        if (!profiles().profiles().contains(profile)) {
            throw Problem.exception(404, "no_such_profile", "There is no such profile.");
        }
        try {
            return new Explainer(ProfileReader.read(profiles.resolve(profile), environment)).explain(frame);
        } catch (ProfileHoleException e) {
            throw Problem.exception(409, "profile_unusable", "The profile cannot be read: " + e.getMessage());
        }
    }

    private static byte[] bytes(char[] text) {
        byte[] bytes = new byte[Math.min(text.length, 2 * FRAME_BYTES_MAX) / 2];
        int digits = 0;
        try {
            for (char each : text) {
                if (Character.isWhitespace(each)) {
                    continue;
                }
                int digit = Character.digit(each, 16);
                if (digit < 0 || each > 'f') {
                    throw unreadable("NOT_HEX", "Only hexadecimal digits and blanks make a frame.");
                }
                if (digits >= 2 * FRAME_BYTES_MAX) {
                    throw Problem.exception(413, "too_large", "The frame is longer than any.");
                }
                if (digits / 2 < bytes.length) {
                    bytes[digits / 2] = (byte) (bytes[digits / 2] << 4 | digit);
                }
                digits++;
            }
            if (digits == 0 || digits % 2 != 0) {
                throw digits == 0
                        ? unreadable("EMPTY", "There is no frame.")
                        : unreadable("ODD", "The last byte has one digit only.");
            }
            return Arrays.copyOf(bytes, digits / 2);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static RuntimeException unreadable(String condition, String title) {
        return Problem.exception(422, "frame_unreadable", condition, title);
    }
}
