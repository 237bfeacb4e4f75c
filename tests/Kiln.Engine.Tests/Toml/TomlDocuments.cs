namespace Kiln.Engine.Tests.Toml;

/// <summary>Documents that are TOML 1.0, and documents that are not, one rule of the specification each.</summary>
internal static class TomlDocuments
{
    /// <summary>Every reader accepts these.</summary>
    public static readonly string[] Valid =
    [
        "", "\n", "# only a comment", "#\ta tab\u00e9\n", "a=1", "a = 1 # comment\nb=2", "a = 1\r\nb = 2\r\n", "\ta\t=\t1\t",
        "bare_key-1 = 1", "1234 = 1", "\"quoted key\" = 1", "'literal.key' = 1", "\"\" = 1", "\"\\u00e9\" = 1", "a.b.c = 1", "a . b = 1", "a.\"b.c\".d = 1", "3.14 = 1",
        "fruit.apple.smooth = true\nfruit.orange = 2", "apple.type=1\norange.type=2\napple.skin=3",
        """a = "\b\t\n\f\r\"\\\u00E9\U0001F600" """, "a = \"\u00e9\U0001F600\t\"", "a = ''", "a = 'C:\\x\\'", "a = \"\"\"\none\ntwo\"\"\"", "a = \"\"\"one \\\n   \n\n  two\"\"\"",
        "a = \"\"\"\\  \n x\"\"\"", "a = \"\"\"\"quoted\"\"\"\"\"", "a = \"\"\"\"\"\"", "a = ''''''", "a = '''\n'one'' \\ two'''''", "a = \"\"\"a\r\nb\"\"\"", "a = '''a\n\n'''", "a = \"\"\"\"\"x\"\"\"",
        "a = +99\nb = 0\nc = -17\nd = 1_000\ne = 5_349_221", "a = 0xDEADBEEF\nb = 0xdead_beef\nc = 0o01234567\nd = 0b1101_0110", "a = 9223372036854775807\nb = -9223372036854775808",
        "a = +1.0\nb = -0.01\nc = 5e+22\nd = 1e06\ne = -2E-2\nf = 6.626e-34\ng = 224_617.445_991_228\nh = -0.0", "a = inf\nb = +inf\nc = -inf\nd = nan\ne = -nan", "a = 1e1_0",
        "a = true\nb = false", "a = 1979-05-27T07:32:00Z\nb = 1979-05-27T00:32:00-07:00\nc = 1979-05-27T00:32:00.999999-07:00\nd = 1979-05-27 07:32:00Z",
        "a = 1979-05-27T07:32:00\nb = 1979-05-27t00:32:00.5z\nc = 1979-05-27\nd = 07:32:00\ne = 00:32:00.123456789012", "a = 1979-05-27 # date", "a = 2000-02-29",
        "a = []", "a = [ 1, 2, 3 ]", "a = [1,]", "a = [[1, 2], ['a', \"b\"], [1, 'x', 2.0, {b=1}]]", "a = [ # c\n 1, # one\n\n 2\n # end\n]", "a = [[[[[]]]]]",
        "[a]\n[b]\nx=1", "[a]\nx=1\n[a.b]\ny=2", "[a.b]\nx=1\n[a]\ny=2", "[ a . \"b\" . 'c' ]", "[x.y.z.w]\n[x]", "[a] # comment", "[a.b.c]\nd=1\n[a]\nb2.c=1",
        "[fruit]\napple.color=1\napple.taste.sweet=true\n[fruit.apple.texture]\nsmooth=true", "a = { }", "a = { x = 1, y.z = 2, \"q q\" = [1] }", "a = {b={c={}}}", "a = {b.c=1, b.d=2}",
        "[[p]]\nname='a'\n[[p]]\n[[p]]\nname='b'", "[[f]]\nn=1\n[f.physical]\nc=2\n[[f.v]]\nn=3\n[[f.v]]\nn=4\n[[f]]\nn=5\n[[f.v]]", "[[a.b]]\n[[a.b]]\n[a.c]", "[[ x . y ]]", "a = [ {x=1}, {x=2} ]",
        "points = [ { x = 1, y = 2 },\n { x = 7, y = 8 } ]", "\ufeffa = 1", "a = \"\u0080\"",
    ];

    /// <summary>Every reader refuses these.</summary>
    public static readonly string[] Invalid =
    [
        "a", "a =", "= 1", "a = 1 b = 2", "a = 1, b = 2", "a b = 1", "a..b = 1", ".a = 1", "a. = 1", "\u00e9 = 1", "a = é", "\"\"\"a\"\"\" = 1", "a = 1\ra = 2", "a\n= 1", "a =\n1", "a.b\n.c=1",
        "a = 1\na = 2", "a.b = 1\na = 2", "a = 1\na.b = 2", "\"a\" = 1\n'a' = 2", "a = {}\na.b = 1", "a = [1]\na.b = 1",
        "# \u0001", "# \u007f", "a = 1 # \u0000", "a = \"\u0001\"", "a = '\u007f'", "a = \"\"\"\u0008\"\"\"", "# \rx",
        "a = \"unclosed", "a = 'unclosed", "a = \"a\nb\"", "a = 'a\nb'", "a = \"\"\"unclosed\"\"", "a = '''", "a = \"\\q\"", "a = \"\\x41\"", "a = \"\\u12\"", "a = \"\\uD800\"", "a = \"\\U00110000\"", "a = \"\\U0000004\"",
        "a = \"\"\"\\ x\"\"\"", "a = \"\"\"six\"\"\"\"\"\"", "a = '''six''''''", "a = \"x\" y", "a = \"\"\"\rx\"\"\"",
        "a = 01", "a = +01", "a = -0_1", "a = 1__0", "a = _1", "a = 1_", "a = 0x", "a = 0x_1", "a = 0x1_", "a = +0x1", "a = 0X1", "a = 0b2", "a = 0o8", "a = 0xG", "a = 1a", "a = --1", "a = 1 2",
        "a = 1.", "a = .1", "a = 1.e1", "a = 1e", "a = 1._0", "a = 1_.0", "a = 01.0", "a = 1e1.0", "a = Inf", "a = NaN", "a = 1.2.3", "a = 1e+-1",
        "a = True", "a = FALSE", "a = truee", "a = yes", "a = null",
        "a = 1979-5-27", "a = 1979-13-01", "a = 1979-02-30", "a = 2001-02-29", "a = 1979-05-27T25:00:00", "a = 1979-05-27T07:60:00", "a = 07:32", "a = 1979-05-27T07:32", "a = 07:32:00.", "a = 07:32:00Z",
        "a = 1979-05-27T07:32:00+25:00", "a = 1979-05-27  07:32:00", "a = 1979-05-27T07:32:00-7:00", "a = 1979-05-27T", "a = 79-05-27", "a = 1979-05-27X07:32:00",
        "a = [", "a = [1", "a = [1 2]", "a = [,]", "a = [1,,2]", "a = [,1]", "a = ]", "a = [1]]", "a = [[1]",
        "[a", "[]", "[a]]", "[[a]", "[a.]", "[.a]", "[a]b=1", "[a] [b]", "[a\n]", "[ [a] ]", "[[ ]]", "[a]\n[a]", "[a]\nb=1\n[a.b]", "[a]\n[a.b]\n[a]", "a=1\n[a]", "a=1\n[a.b]", "a=[]\n[[a]]", "a=[{}]\n[a.b]",
        "[a]\n[[a]]", "[[a]]\n[a]", "[[a.b]]\n[a.b]", "a={}\n[a.b]", "a={b={}}\n[a.b.c]", "[fruit]\napple.color=1\n[fruit.apple]", "[fruit]\napple.taste.sweet=1\n[fruit.apple.taste]", "[a.b.c]\nz=9\n[a]\nb.c.t=1",
        "[a.b]\nx=1\n[a]\nb.y=2", "a.b=1\n[a]", "[a]\nb.c=1\n[[a.b]]",
        "a = { x = 1, }", "a = { x = 1 y = 2 }", "a = { , }", "a = {", "a = { x = 1", "a = {\nx = 1 }", "a = { x = 1\n}", "a = { x = 1, x = 2 }", "a = { b = 1, b.c = 2 }", "a = { b = {c=1}, b.d = 2 }", "a = { b.c = 1, b = 2 }",
        "a = {x}", "a = {x=}", "a = { # no\n}",
    ];
}
