using System.Globalization;
using Kiln.FrontEnd;

// `dump LEVEL [text]`, `symbols LEVEL [text]`, `instructions LEVEL [text]` answer for sources on standard input as dump.py, symbols.py, instructions.py of tests/Kiln.Compiler.Tests/Support do;
// `measure FOLDER…` times the stages.
return args switch
{
    ["dump", var level, .. var form] => Answers.WriteTrees(int.Parse(level, CultureInfo.InvariantCulture), isText: form is ["text"]),
    ["symbols", var level, .. var form] => Answers.WriteSymbols(int.Parse(level, CultureInfo.InvariantCulture), isText: form is ["text"]),
    ["instructions", var level, .. var form] => Answers.WriteInstructions(int.Parse(level, CultureInfo.InvariantCulture), isText: form is ["text"]),
    ["measure", .. var roots] => Measurement.Run(roots),
    _ => 2,
};
