using System.Globalization;
using Kiln.FrontEnd;

// `dump LEVEL [text]` and `symbols LEVEL [text]` answer for sources on standard input as dump.py and symbols.py of tests/Kiln.Compiler.Tests/Support do;
// `measure FOLDER…` times the stages.
return args switch
{
    ["dump", var level, .. var form] => Answers.WriteTrees(int.Parse(level, CultureInfo.InvariantCulture), isText: form is ["text"]),
    ["symbols", var level, .. var form] => Answers.WriteSymbols(int.Parse(level, CultureInfo.InvariantCulture), isText: form is ["text"]),
    ["measure", .. var roots] => Measurement.Run(roots),
    _ => 2,
};
