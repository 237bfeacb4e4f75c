using Kiln.BackEnd;

// `judge RECORDING…` compares with what CPython recorded; `measure RECORDING…` times the stages.
return args switch
{
    ["judge", .. var recordings] => Judgement.Run(recordings),
    ["measure", .. var recordings] => Measurement.Run(recordings),
    _ => 2,
};
