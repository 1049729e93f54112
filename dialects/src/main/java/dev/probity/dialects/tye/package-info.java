/// Tye's file, `tye.yaml`: read into Tye's own records (`file`), judged by Tye's rules (`rules`),
/// then put into the words of the model (here).
///
/// Messages begin with Tye's own text, so that whoever knows it finds it again, and go on with what
/// was found and what would be right. The page docs/reference/tye.md says what becomes of each key.
@NullMarked
package dev.probity.dialects.tye;

import org.jspecify.annotations.NullMarked;
