package dev.tidegate.gateway.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies that are longer than any request of ours. */
public final class SizeFilter implements ContainerRequestFilter {
    /** 256 records of the largest size in Base64, and what is around them. */
    static final int BYTES_MAX = 6 * 1024 * 1024;
    /** A pasted frame in hexadecimal digits with blanks between them, and what is around it. */
    static final int PAGE_BYTES_MAX = 256 * 1024;

    @Override
    public void filter(ContainerRequestContext context) {
        int most = context.getUriInfo().getPath().startsWith("api/") ? PAGE_BYTES_MAX : BYTES_MAX;
        if (context.getLength() > most) {
            throw tooLarge();
        }
        context.setEntityStream(new Limited(context.getEntityStream(), most));
    }

    private static RuntimeException tooLarge() {
        return Problem.exception(413, "too_large", "The body is too long.");
    }

    private static final class Limited extends FilterInputStream {
        private int left;

        Limited(InputStream in, int most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int many = super.read(bytes, from, length);
            count(Math.max(many, 0));
            return many;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
