namespace Kiln.Engine.Environments;

/// <summary>What is done with a folder that is not empty and in whose place an environment is wanted.</summary>
public enum ExistingFolder
{
    /// <summary>It is an error.</summary>
    Refuse,

    /// <summary>The environment's files are written over those that are there, the others stay.</summary>
    Keep,

    /// <summary>An environment is emptied first; any other folder is an error.</summary>
    ClearEnvironment,

    /// <summary>It is emptied first, whatever it is.</summary>
    ClearAnything,
}
