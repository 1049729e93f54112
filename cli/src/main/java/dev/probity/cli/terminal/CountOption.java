package dev.probity.cli.terminal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How many of something: 0 or more.
public final class CountOption implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new TypeConversionException(
                    "'" + text + "' is no count; write a whole number of 0 or more");
        }
        return Integer.valueOf(text);
    }
}
