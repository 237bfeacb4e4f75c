namespace Kiln.Engine.Requirements;

/// <summary>What an environment marker can ask for, in the order of <see cref="MarkerWords.Variables"/>.</summary>
public enum MarkerVariable : byte
{
    /// <summary><c>implementation_name</c></summary>
    ImplementationName,

    /// <summary><c>implementation_version</c></summary>
    ImplementationVersion,

    /// <summary><c>os_name</c></summary>
    OsName,

    /// <summary><c>platform_machine</c></summary>
    PlatformMachine,

    /// <summary><c>platform_python_implementation</c></summary>
    PlatformPythonImplementation,

    /// <summary><c>platform_release</c></summary>
    PlatformRelease,

    /// <summary><c>platform_system</c></summary>
    PlatformSystem,

    /// <summary><c>platform_version</c></summary>
    PlatformVersion,

    /// <summary><c>python_full_version</c></summary>
    PythonFullVersion,

    /// <summary><c>python_version</c></summary>
    PythonVersion,

    /// <summary><c>sys_platform</c></summary>
    SystemPlatform,

    /// <summary><c>extra</c>: the extras that the requirement's owner was asked for with.</summary>
    Extra,

    /// <summary><c>extras</c>: the extras that a lock file is installed with (PEP 751); a name is in them or not.</summary>
    Extras,

    /// <summary><c>dependency_groups</c>: the dependency groups that a lock file is installed with (PEP 751).</summary>
    DependencyGroups,
}
