using System.Text;
using Kiln.Engine.Archives;

namespace Kiln.Engine.Tests.Archives;

public sealed class MemberNameRulesTests
{
    [Theory]
    [InlineData("demo.py")]
    [InlineData("demo/sub folder/é ü.txt")]
    [InlineData("demo/")]
    [InlineData("..demo/...")]
    [InlineData("con.py")]
    [InlineData("ab:c")]
    [InlineData("demo/name.")]
    public void Names_that_stay_in_their_folder_are_fine_on_Unix(string name) =>
        Assert.Null(MemberNameRules.FindFault(Encoding.UTF8.GetBytes(name), onWindows: false));

    [Theory]
    [InlineData("con")]
    [InlineData("demo/NUL.py")]
    [InlineData("demo/aux .txt")]
    [InlineData("com¹.txt")]
    [InlineData("conin$/x")]
    [InlineData("demo.py:stream")]
    [InlineData("demo/name.")]
    [InlineData("demo /x.py")]
    [InlineData("what?.py")]
    public void Names_that_Windows_takes_for_something_else_are_refused_there(string name)
    {
        Assert.NotNull(MemberNameRules.FindFault(Encoding.UTF8.GetBytes(name), onWindows: true));
        Assert.Null(MemberNameRules.FindFault(Encoding.UTF8.GetBytes(name), onWindows: false));
    }

    [Theory]
    [InlineData("console.py")]
    [InlineData("com10.txt")]
    [InlineData(".hidden")]
    public void Names_that_only_resemble_devices_are_fine_on_Windows(string name) =>
        Assert.Null(MemberNameRules.FindFault(Encoding.UTF8.GetBytes(name), onWindows: true));
}
