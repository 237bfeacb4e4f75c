using Kiln.BackEnd;

// `judge RECORDING…` compares with what CPython recorded; `measure FOLDER…` times the stages on sources;
// `compile MICRO LEVEL` compiles what standard input lists.
return args switch
{
    ["judge", .. var recordings] => Judgement.Run(recordings),
    ["measure", .. var roots] => Measurement.Run(roots),
    ["compile", var micro, var level] => Streams.Write(micro, level),
    _ => 2,
};
