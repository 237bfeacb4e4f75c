using System.Globalization;
using Kiln.Compiler;
using Kiln.FrontEnd;

// `compile MICRO LEVEL` answers with the code of sources on standard input, for CPython 3.13.MICRO; `dump LEVEL [text]` answers for sources on standard input as tests/Kiln.Compiler.Tests/Support/dump.py does; `measure FOLDER…` times the stages.
return args switch
{
    ["dump", var level] => Answers.Write(int.Parse(level, CultureInfo.InvariantCulture), isText: false),
    ["dump", var level, "text"] => Answers.Write(int.Parse(level, CultureInfo.InvariantCulture), isText: true),
    ["compile", var micro, var level] => CodeAnswers.Write(
        new Target(minor: 13, int.Parse(micro, CultureInfo.InvariantCulture)), int.Parse(level, CultureInfo.InvariantCulture)),
    ["measure", .. var roots] => Measurement.Run(roots),
    _ => 2,
};
