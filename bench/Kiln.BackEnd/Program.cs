using Kiln.BackEnd;

// `judge RECORDING…` compares with what CPython recorded; `measure FOLDER…` times the stages on sources;
// `codes MICRO LEVEL NAME` answers with the code objects of sources on standard input, under that file name.
return args switch
{
    ["judge", .. var recordings] => Judgement.Run(recordings),
    ["measure", .. var roots] => Measurement.Run(roots),
    ["codes", var micro, var level, var name] => Codes.Write(micro, level, name),
    _ => 2,
};
