using System.Globalization;
using Kiln.FrontEnd;

// `dump LEVEL [text]` answers for sources on standard input as tests/Kiln.Compiler.Tests/Support/dump.py does; `measure FOLDER…` times the stages.
return args switch
{
    ["dump", var level] => Answers.Write(int.Parse(level, CultureInfo.InvariantCulture), isText: false),
    ["dump", var level, "text"] => Answers.Write(int.Parse(level, CultureInfo.InvariantCulture), isText: true),
    ["measure", .. var roots] => Measurement.Run(roots),
    _ => 2,
};
