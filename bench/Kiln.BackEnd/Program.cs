using Kiln.BackEnd;

// `judge RECORDING…` compares with what CPython recorded; `measure FILE` times the stages on the sources in a file;
// `codes MICRO LEVEL NAME` answers with the code objects of sources on standard input, under that file name.
return args switch
{
    ["judge", .. var recordings] => Judgement.Run(recordings),
    ["measure", var file] => Measurement.Run(file),
    ["codes", var micro, var level, var name] => Codes.Write(micro, level, name),
    _ => 2,
};
