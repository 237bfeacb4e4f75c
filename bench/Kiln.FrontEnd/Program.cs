using System.Globalization;
using Kiln.Compiler.Tests.Support;
using Kiln.FrontEnd;

// `dump LEVEL [text]` answers for sources on standard input as dump.py of tests/Kiln.Compiler.Tests/Support does, `symbols`, `annotations`
// and `instructions` as the scripts of their names; `measure FOLDER…` times the stages.
return args switch
{
    ["measure", .. var roots] => Measurement.Run(roots),
    ["dump", var level, .. var form] => Answer(JudgedStage.Trees, level, form),
    ["symbols", var level, .. var form] => Answer(JudgedStage.Symbols, level, form),
    ["annotations", var level, .. var form] => Answer(JudgedStage.Annotations, level, form),
    ["instructions", var level, .. var form] => Answer(JudgedStage.Instructions, level, form),
    _ => 2,
};

static int Answer(JudgedStage stage, string level, string[] form) => Answers.Write(stage, int.Parse(level, CultureInfo.InvariantCulture), isText: form is ["text"]);
