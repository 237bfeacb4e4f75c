using Kiln.BackEnd;

// `judge RECORDING…` compares with what CPython recorded; `measure RECORDING…` times the stages;
// `compile MICRO LEVEL` compiles what standard input lists.
return args switch
{
    ["judge", .. var recordings] => Judgement.Run(recordings),
    ["measure", .. var recordings] => Measurement.Run(recordings),
    ["compile", var micro, var level] => Streams.Write(micro, level),
    _ => 2,
};
