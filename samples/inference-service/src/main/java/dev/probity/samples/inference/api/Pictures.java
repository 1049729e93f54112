package dev.probity.samples.inference.api;

import dev.probity.samples.inference.model.Signature;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// PNG and JPEG pictures as numbers: scaled to the model's size, all of red, then green, then blue,
/// 0 to 1.
final class Pictures {
    private static final int LARGEST = 4_096; // points a side; a small file can hold a huge picture
    private static final int COLOURS = 3;

    private Pictures() {}

    static void add(String base64, Signature signature, Floats numbers) throws Problem {
        if (signature.shape().size() != COLOURS || signature.shape().getFirst() != COLOURS) {
            throw Problem.malformed(
                    "the model takes items of the shape " + signature.shape() + ", no pictures");
        }
        int height = Math.toIntExact(signature.shape().get(1));
        int width = Math.toIntExact(signature.shape().get(2));
        BufferedImage picture = scaled(decoded(base64), width, height);
        for (int shift = 16; shift >= 0; shift -= 8) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    numbers.add(((picture.getRGB(x, y) >> shift) & 0xff) / 255f);
                }
            }
        }
    }

    private static BufferedImage decoded(String base64) throws Problem {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw Problem.malformed("\"image_base64\" is no base64: " + malformed.getMessage());
        }
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw Problem.malformed("\"image_base64\" is neither a PNG nor a JPEG picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > LARGEST || height > LARGEST) {
                    throw Problem.malformed(
                            "the picture has %d by %d points; at most %d a side are taken"
                                    .formatted(width, height, LARGEST));
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            throw Problem.malformed("the picture cannot be read: " + broken.getMessage());
        }
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = scaled.createGraphics();
        try {
            drawing.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            drawing.drawImage(picture, 0, 0, width, height, null);
        } finally {
            drawing.dispose();
        }
        return scaled;
    }
}
