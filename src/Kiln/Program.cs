using Kiln.Cli;

return CommandLine.Run(args);
