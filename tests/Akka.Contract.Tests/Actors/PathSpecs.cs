using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class PathSpecs
{
    private static readonly Address Remote = new("akka.tcp", "system", "host", 2552);
    private static readonly Address Local = new("akka", "system");

    [Fact]
    public void Addresses_print_as_uris()
    {
        Assert.Equal("akka://system", Local.ToString());
        Assert.Equal("akka.tcp://system@host:2552", Remote.ToString());
        Assert.Equal("system@host:2552", Remote.HostPort());
    }

    [Theory]
    [InlineData("akka://system")]
    [InlineData("akka.tcp://system@host:2552")]
    [InlineData("akka.tcp://system@127.0.0.1:0")]
    [InlineData("akka.ssl.tcp://my-system@some.host.example:65535")]
    public void Addresses_parse_from_what_they_print(string text)
    {
        Assert.Equal(text, Address.Parse(text).ToString());
        Assert.True(Address.TryParse(text, out var address));
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("system@host:2552")]
    [InlineData("akka.tcp:/system@host:2552")]
    [InlineData("akka.tcp://system@host")]
    [InlineData("akka.tcp://system@host:port")]
    public void What_is_no_address_does_not_parse(string text)
    {
        Assert.False(Address.TryParse(text, out _));
    }

    [Fact]
    public void Addresses_are_equal_by_their_parts_and_hosts_in_any_case()
    {
        Assert.Equal(Remote, new Address("akka.tcp", "system", "HOST", 2552));
        Assert.True(Remote == new Address("akka.tcp", "system", "host", 2552));
        Assert.NotEqual(Remote, Remote.WithPort(2553));
        Assert.NotEqual(Remote, Remote.WithSystem("other"));
        Assert.NotEqual(Remote, Remote.WithProtocol("akka"));
        Assert.NotEqual(Remote, Remote.WithHost("other"));
    }

    [Fact]
    public void An_address_without_host_is_local()
    {
        Assert.True(Local.HasLocalScope);
        Assert.False(Local.HasGlobalScope);
        Assert.True(Remote.HasGlobalScope);
    }

    [Fact]
    public void Paths_print_in_the_forms_of_Akka()
    {
        var path = new RootActorPath(Remote) / "user" / "parent" / "child#42";

        Assert.Equal("akka.tcp://system@host:2552/user/parent/child", path.ToString());
        Assert.Equal("/user/parent/child", path.ToStringWithoutAddress());
        Assert.Equal("akka.tcp://system@host:2552/user/parent/child", path.ToStringWithAddress());
        Assert.Equal("akka.tcp://system@host:2552/user/parent/child#42", path.ToSerializationFormat());
        Assert.Equal("akka.tcp://system@host:2552/user/parent/child#42", path.ToStringWithUid());
        Assert.Equal("akka://system/", new RootActorPath(Local).ToString());
    }

    [Fact]
    public void A_local_path_takes_the_address_it_is_serialized_with_and_a_remote_one_keeps_its_own()
    {
        Assert.Equal(
            "akka.tcp://system@host:2552/user/a#1",
            (new RootActorPath(Local) / "user" / "a#1").ToSerializationFormatWithAddress(Remote));
        Assert.Equal(
            "akka.tcp://system@host:2552/user/a",
            (new RootActorPath(Remote) / "user" / "a").ToStringWithAddress(Local));
    }

    [Fact]
    public void Paths_parse_from_what_they_print()
    {
        var path = ActorPath.Parse("akka.tcp://system@host:2552/user/parent/child#42");

        Assert.Equal(Remote, path.Address);
        Assert.Equal(["user", "parent", "child"], path.Elements);
        Assert.Equal("child", path.Name);
        Assert.Equal(42, path.Uid);
        Assert.Equal(3, path.Depth);
        Assert.Equal(0, ActorPath.Parse("akka://system/user/a").Uid);
        Assert.Equal(0, ActorPath.Parse("akka://system/").Depth);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/user/a")]
    [InlineData("hello")]
    public void What_is_no_path_does_not_parse(string text)
    {
        Assert.False(ActorPath.TryParse(text, out _));
        Assert.Throws<UriFormatException>(() => ActorPath.Parse(text));
    }

    [Fact]
    public void Paths_are_equal_whatever_their_uid()
    {
        var path = ActorPath.Parse("akka://system/user/a#1");

        Assert.Equal(path, ActorPath.Parse("akka://system/user/a#2"));
        Assert.Equal(path.GetHashCode(), ActorPath.Parse("akka://system/user/a#2").GetHashCode());
        Assert.NotEqual(path, ActorPath.Parse("akka://system/user/b#1"));
        Assert.NotEqual(path, ActorPath.Parse("akka://other/user/a#1"));
        Assert.NotEqual(path, path.Parent);
    }

    [Fact]
    public void A_path_knows_its_ancestors()
    {
        var path = ActorPath.Parse("akka://system/user/parent/child");

        Assert.Equal("akka://system/user/parent", path.Parent.ToString());
        Assert.Equal("akka://system/", path.Root.ToString());
        Assert.Equal("akka://system/user", path.ParentOf(1).ToString());
        Assert.Equal("akka://system/user", path.ParentOf(-2).ToString());
        Assert.Null(path.Root.Parent);
    }

    [Fact]
    public void Paths_are_ordered_by_their_names_from_the_end()
    {
        Assert.True(ActorPath.Parse("akka://s/user/a").CompareTo(ActorPath.Parse("akka://s/user/b")) < 0);
        Assert.Equal(0, ActorPath.Parse("akka://s/user/a").CompareTo(ActorPath.Parse("akka://s/user/a")));
    }
}
